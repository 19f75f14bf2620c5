"""The people of an organisation: inviting them, giving them roles and mandates."""
