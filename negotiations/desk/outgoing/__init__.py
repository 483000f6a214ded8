"""What the desk sends out of the house by itself: one guarded HTTP client, webhooks and WebSub pings."""
