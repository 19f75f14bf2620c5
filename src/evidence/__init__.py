"""What proves a deal to anyone, offline: sealed PDFs, signatures in them, bundles, and verifying them all."""
