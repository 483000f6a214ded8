"""The record on other people's pages: complete HTML in a frame, without cookie or third party, and what leads to it."""

from negotiations.public.embeds.building import builder
from negotiations.public.embeds.discovery import discoverable
from negotiations.public.embeds.views import frame, frame_script, image, v1

__all__ = ["builder", "discoverable", "frame", "frame_script", "image", "v1"]
