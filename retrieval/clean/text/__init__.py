"""What the rules share: classes of characters, lines, sentences, the words of the genre."""
