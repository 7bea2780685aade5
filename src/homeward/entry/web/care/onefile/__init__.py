"""One child, one file (一人一档): its parts in the official order, on paper and as a document."""
