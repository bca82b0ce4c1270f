"""Feeds: what newsrooms publish is asked for politely, new articles are fetched, and what changed in the record is told as Atom and by webhook.

The network is used only to ask what the user named: feeds, the articles in them, and the webhook. Nothing is imported
here: the process that takes feeds apart (`parsing`) is started for each of them and should start at once.

From a feed's address to an article: `subscriptions`, `polling`, `fetching` (with `pauses`, `robots`, `network`, `bodies`, `addresses`),
`entries`, `articles`. From the record to whoever wants to know: `changes`, `atom`, `webhook`. In between: `state`.
"""
