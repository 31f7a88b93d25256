"""Makes the pictures of 16 bits a colour with numpy, pypng and tifffile. Run it in this folder."""
import numpy
import png
import tifffile

W, H = 96, 72
y, x = numpy.mgrid[0:H, 0:W]
blue = 32767 + 32767 * numpy.sin((x + y) / 9)
picture = numpy.dstack([65535 * x // (W - 1), 65535 * y // (H - 1), blue]).astype(numpy.uint16)


def write(name, samples, bits):
    with open(name, "wb") as out:
        png.Writer(W, H, greyscale=False, bitdepth=bits).write(out, samples.reshape(H, W * 3).tolist())


def seen(name, samples):
    assert samples.dtype == numpy.uint16 and (samples == picture).all()
    write(name.replace(".", "-") + ".seen.png", numpy.rint(samples / 257).astype(numpy.uint8), 8)


write("deep-colour.png", picture, 16)
rows = png.Reader("deep-colour.png").read()[2]
seen("deep-colour.png", numpy.array(list(rows), numpy.uint16).reshape(H, W, 3))
tifffile.imwrite("deep-colour.tiff", picture, photometric="rgb", metadata=None, software=False)
seen("deep-colour.tiff", tifffile.imread("deep-colour.tiff"))
