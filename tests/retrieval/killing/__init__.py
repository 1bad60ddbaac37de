"""A library whose process is killed at any moment is whole after the next start."""
