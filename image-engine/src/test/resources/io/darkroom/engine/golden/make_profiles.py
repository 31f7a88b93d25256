"""Makes the colour and animation references of ProfileTest with Pillow 12. Run it in this folder."""
import io
import math
import struct
from PIL import Image, ImageCms

W, H = 96, 72
picture = Image.new("RGB", (W, H))
for y in range(H):
    for x in range(W):
        picture.putpixel((x, y), (255 * x // W, 255 * y // H, int(127 + 127 * math.sin((x + y) / 9))))


# profiles by hand, since none with a free licence is as small
def s15(value):
    return struct.pack(">i", round(value * 65536))


def xyz(x, y, z):
    return b"XYZ \0\0\0\0" + s15(x) + s15(y) + s15(z)


def curve(gamma):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def text(words):
    data = words.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(data)) + data + bytes(78)


def profile(space, kind, tags, connection=b"XYZ "):
    tags = {**tags, b"desc": text("Darkroom test " + space.decode().strip()), b"cprt": b"text\0\0\0\0none\0"}
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        data += bytes(-len(data) % 4)
        table += name + struct.pack(">II", at, len(data))
        body += data
        at += len(data)
    head = struct.pack(">I4sI4s4s4s", at, b"none", 0x02400000, kind, space, connection)
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28) + s15(0.9642) + s15(1) + s15(0.8249)
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + table + body


wide = profile(b"RGB ", b"mntr", {
    b"wtpt": xyz(0.9642, 1, 0.8249),
    b"rXYZ": xyz(0.5151, 0.2412, -0.0011),
    b"gXYZ": xyz(0.2919, 0.6922, 0.0419),
    b"bXYZ": xyz(0.1572, 0.0666, 0.7841),
    b"rTRC": curve(2.2), b"gTRC": curve(2.2), b"bTRC": curve(2.2)})
grey = profile(b"GRAY", b"mntr", {b"wtpt": xyz(0.9642, 1, 0.8249), b"kTRC": curve(1.4)})


def inks():
    """A table from four inks to Lab: each takes its part of the light, black all of it."""
    steps = 5
    grid = b""
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    for i in range(steps ** 4):
        c, m, y, k = [i // steps ** p % steps / (steps - 1) for p in (3, 2, 1, 0)]
        rgb = tuple(round(255 * (1 - 0.9 * ink) * (1 - k)) for ink in (c, m, y))
        grid += bytes(ImageCms.applyTransform(Image.new("RGB", (1, 1), rgb), to_lab).getpixel((0, 0)))
    line = bytes(range(256))
    identity = b"".join(s15(v) for v in (1, 0, 0, 0, 1, 0, 0, 0, 1))
    return b"mft1\0\0\0\0" + bytes((4, 3, steps, 0)) + identity + line * 4 + grid + line * 3


cmyk = profile(b"CMYK", b"prtr", {b"wtpt": xyz(0.9642, 1, 0.8249), b"A2B0": inks()}, b"Lab ")


def source(name, image, icc, **options):
    image.save(name, icc_profile=icc, **options)
    stored = Image.open(name)
    seen = ImageCms.profileToProfile(
        stored, ImageCms.ImageCmsProfile(io.BytesIO(icc)), ImageCms.createProfile("sRGB"), outputMode="RGB")
    seen.save(name.replace(".", "-") + ".seen.png", icc_profile=None)


source("wide.jpg", picture, wide, quality=95)
source("wide.png", picture, wide)
source("wide.tiff", picture, wide, compression="tiff_lzw")
source("grey-profile.jpg", picture.convert("L"), grey, quality=95)
source("grey-profile.png", picture.convert("L"), grey)
source("cmyk-profile.jpg", picture.convert("CMYK"), cmyk, quality=95)
source("cmyk-profile.tiff", picture.convert("CMYK"), cmyk, compression="tiff_lzw")

# an animation whose frames change only a part of the picture
frames = []
for i in range(5):
    frame = picture.copy()
    frame.paste((255, 255 - 50 * i, 0), (10 + 15 * i, 20, 30 + 15 * i, 50))
    frames.append(frame)
frames[0].save("moving.gif", save_all=True, append_images=frames[1:], duration=[100, 200, 300, 400, 500], loop=0)
frames[0].save("moving.webp", save_all=True, append_images=frames[1:], duration=[100, 200, 300, 400, 500],
               loop=0, lossless=True)
frames[3].resize((48, 36), Image.LANCZOS).save("moving-resized.png")
frames[3].crop((20, 10, 80, 60)).save("moving-cropped.png")
