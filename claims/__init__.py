"""What a text says, and who says it: reading, splitting, attribution, speakers, kinds.

No module here touches the network or a database.
"""
