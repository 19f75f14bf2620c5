"""Where platforms hand over what their meters say."""
