"""Reports in the workspace: compiling, writing, checking, publishing, comparing, taking along."""
