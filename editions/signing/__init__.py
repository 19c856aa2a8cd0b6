"""A PDF signed: the key opened, the signature and its time stamps written, and what came out looked at again.

The door to pyHanko, and to the libraries on which it rests. What it signs, a field of an edition, was made with the edition
(editions/rendering/fields.py); what is seen of the signature is given, drawn.
"""
