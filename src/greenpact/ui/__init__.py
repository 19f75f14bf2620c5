"""What every page is made of: components, style sheet, language and wording."""
