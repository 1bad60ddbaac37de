"""What a document's lines are: numbers, titles, salutations, turns of speech, words of a role.

Helpers of structure, roles, kinds, parts and about; pure functions over text.
"""
