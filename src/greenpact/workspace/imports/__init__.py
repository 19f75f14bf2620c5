"""The pages of imports: choosing files, looking at the preview, deciding, seeing what came of it."""
