"""Makes the references of GoldenTest with Pillow (Debian: python3-pil). Run it in this folder."""
import math
from PIL import Image, ImageChops, ImageCms, ImageEnhance, ImageFilter, ImageOps

W, H = 96, 72
picture = Image.new("RGB", (W, H))
for y in range(H):
    for x in range(W):
        picture.putpixel((x, y), (255 * x // W, 255 * y // H, int(127 + 127 * math.sin((x + y) / 9))))
alpha = picture.convert("RGBA")
alpha.putalpha(Image.linear_gradient("L").resize((W, H)))

# inputs: each format as Pillow writes it, beside the pixels Pillow itself reads back
def source(name, image, **options):
    image.save(name, **options)
    Image.open(name).convert("RGBA").save(name.replace(".", "-") + ".seen.png")

source("baseline.jpg", picture, quality=92)
source("progressive.jpg", picture, quality=92, progressive=True)
source("grey.jpg", picture.convert("L"), quality=92)
source("plain.png", picture)
source("alpha.png", alpha)
source("palette.png", picture.quantize(32))
source("one-bit.png", picture.convert("1"))
source("still.gif", picture.quantize(64))
source("lossy.webp", picture, quality=90)
source("alpha.webp", alpha, lossless=True)
source("lzw.tiff", picture, compression="tiff_lzw")
source("deflate.tiff", alpha, compression="tiff_adobe_deflate")
source("plain.bmp", picture)
cmyk = picture.convert("CMYK")
cmyk.save("cmyk.tiff", compression="tiff_lzw")
cmyk.save("cmyk.jpg", quality=92)
deep = Image.new("I;16", (W, H))
for y in range(H):
    for x in range(W):
        deep.putpixel((x, y), 65535 * (x + y) // (W + H))
deep.save("deep.png")
deep.point(lambda v: v / 256).convert("L").convert("RGBA").save("deep-png.seen.png")

# steps, on plain.png
def step(name, image):
    image.save("step-" + name + ".png")

step("resize", picture.resize((40, 30), Image.LANCZOS))
step("cover", picture.resize((48, 36), Image.LANCZOS).crop((6, 0, 42, 36)))
step("crop", picture.crop((10, 20, 60, 50)))
step("rotate90", picture.transpose(Image.ROTATE_270))
step("flip", ImageOps.flip(picture))
step("flop", ImageOps.mirror(picture))
step("grayscale", picture.convert("L"))
step("negate", ImageOps.invert(picture))
step("brightness", ImageEnhance.Brightness(picture).enhance(1.3))
step("gamma", picture.point(lambda v: round(255 * (v / 255) ** (1 / 1.8))))
step("blur", picture.filter(ImageFilter.GaussianBlur(2)))
step("median", picture.filter(ImageFilter.MedianFilter(3)))
step("extend", ImageOps.expand(picture, 10, (0, 255, 0)))
background = Image.new("RGBA", (W, H), (0, 0, 255, 255))
step("background", Image.alpha_composite(background, alpha).convert("RGB"))
