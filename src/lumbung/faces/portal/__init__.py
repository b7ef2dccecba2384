"""The portal: what anybody may see, without logging in.

It shows only what is public, so a page is the same for everyone and can be kept as bytes
until a stamp moves. It reads figures by ``rooms.query`` alone.
"""
