import { toBuffer } from 'qrcode'
import { type Api, type Arguments, text, WeChatError } from './error'
import { hasPage } from './pages'

/** The characters and the length that WeChat allows in a scene. */
const SCENE = /^[\w!#$&'()*+,/:;=?@.~-]{1,32}$/
/** Choosing PNG's filters line by line takes most of the time and gains nothing on plain squares. */
const rendererOpts = { filterType: 0, deflateStrategy: 0 }
const [MIN_WIDTH, MAX_WIDTH, WIDTH] = [280, 1280, 430]

/**
 * Imitates wxacode.getUnlimited with a QR code that any scanner reads. The code carries the `path` that `wx.scanCode`
 * gives for a mini program's code: the page, with the scene as its query.
 */
export const unlimitedCode: Api = async args => {
  const scene = text(args, 'scene', 40169)
  if (!SCENE.test(scene))
    throw new WeChatError(40169, 'invalid length for scene, or the data is not json string')
  const path = `${pageOf(args)}?scene=${encodeURIComponent(scene)}`
  const buffer = await toBuffer(path, { type: 'png', width: widthOf(args), rendererOpts })
  return { contentType: 'image/png', buffer }
}

function pageOf(args: Arguments): string {
  const page = args.page === undefined ? 'pages/home/home' : text(args, 'page', 41030)
  if (args.check_path !== false && !hasPage(page)) throw new WeChatError(41030, 'invalid page')
  return page
}

function widthOf({ width = WIDTH }: Arguments): number {
  if (typeof width !== 'number' || !(width >= MIN_WIDTH && width <= MAX_WIDTH))
    throw new WeChatError(40097, 'invalid args, width')
  return width
}
