"""Labels in public: scheme, check page, badge, credentials, status."""
