"""With whom: organisations, their people and who may act for them."""
