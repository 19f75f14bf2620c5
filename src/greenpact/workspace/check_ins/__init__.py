"""Check-ins of a deal as the office keeps them, and as a party answers them."""
