"""The desk: a web application on the newsroom's own machine, where an editor works through a draft.

Pages are made on the server. `static/desk.js` spares reloads and adds keys; everything works without it.
"""
