"""Makes GoldenTest's reference of text with Pillow. Run it in this folder; argument: the folder of fonts."""
import math
import sys
from PIL import Image, ImageDraw, ImageFont

FINER = 16  # drawn so many times larger and averaged, since hinting would move the outlines

picture = Image.open("plain.png").convert("RGB")
font = ImageFont.truetype(sys.argv[1] + "/DejaVuSans.ttf", 24 * FINER)
mask = Image.new("L", (96 * FINER, 64 * FINER))
ImageDraw.Draw(mask).text((0, 48 * FINER), "Hugo 27", fill=255, font=font, anchor="ls")
left, top, right, bottom = mask.getbbox()
box = (left // FINER, top // FINER, math.ceil(right / FINER), math.ceil(bottom / FINER))
letters = mask.reduce(FINER).crop(box)
picture.paste((255, 255, 255), (4, 20), letters)
picture.save("step-text.png")
