"""The pages of deals: the list with its filters, a deal, its versions."""
