"""An office at work: many writers at once, several processes of the program, real servers."""
