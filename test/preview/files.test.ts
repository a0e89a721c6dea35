import fs from 'node:fs'
import { findBrowser, type Phone } from '../journeys/browser'
import { answer, choose, inCloudWorld, LIN, tapToAsk } from './cloud-world'
import { aPicture } from './picture'

const inBrowser = findBrowser() ? describe : describe.skip

inBrowser('files on the phone', () => {
  const world = inCloudWorld()
  let phone: Phone
  const evaluate = (code: string) => phone.page.evaluate<Record<string, unknown>>(code)

  beforeAll(async () => {
    phone = await world.openForAll('pages/ask/ask')
  })

  /** Chooses a picture and returns its temporary path. */
  async function choosePicture(width = 40, height = 20): Promise<string> {
    await choose(phone, () => tapToAsk(phone, 'chooseMedia', { count: 1, mediaType: ['image'] }), [
      aPicture('photo.PNG', width, height),
    ])
    const { tempFiles } = (await answer(phone)) as unknown as { tempFiles: { tempFilePath: string }[] }
    return tempFiles[0]!.tempFilePath
  }

  /** Chooses a file and returns its temporary path. */
  async function chooseFile(name: string): Promise<string> {
    await choose(phone, () => tapToAsk(phone, 'chooseMessageFile', { count: 1, type: 'file' }), [
      { name, mimeType: 'application/octet-stream', buffer: Buffer.from('第一行') },
    ])
    const { tempFiles } = (await answer(phone)) as unknown as { tempFiles: { path: string }[] }
    return tempFiles[0]!.path
  }

  test('pictures that are chosen come with their sizes, no more than asked for', async () => {
    await choose(phone, () => tapToAsk(phone, 'chooseMedia', { count: 2 }), [
      aPicture('a.png', 40, 20),
      aPicture('b.png', 10, 30),
      aPicture('c.png', 1, 1),
    ])
    expect(await answer(phone)).toEqual({
      errMsg: 'chooseMedia:ok',
      type: 'image',
      tempFiles: [
        expect.objectContaining({ fileType: 'image', width: 40, height: 20, size: expect.any(Number) }),
        expect.objectContaining({ fileType: 'image', width: 10, height: 30 }),
      ],
    })
  })

  test('a video that is chosen comes with its size and a picture of its beginning', async () => {
    const recorded = await phone.page.evaluate<string>(`(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 })
      const context = canvas.getContext('2d')
      const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/webm' })
      const data = new Promise(resolve => { recorder.ondataavailable = event => resolve(event.data) })
      recorder.start()
      for (let frame = 0; frame < 5; frame++) {
        context.fillRect(frame, 0, 20, 20)
        await new Promise(resolve => setTimeout(resolve, 60))
      }
      recorder.stop()
      const bytes = new Uint8Array(await (await data).arrayBuffer())
      return btoa(String.fromCharCode(...bytes))
    })()`)
    await choose(phone, () => tapToAsk(phone, 'chooseMedia', { mediaType: ['video'] }), [
      { name: 'a.webm', mimeType: 'video/webm', buffer: Buffer.from(recorded, 'base64') },
    ])
    expect(await answer(phone)).toMatchObject({
      type: 'video',
      tempFiles: [
        { fileType: 'video', width: 64, height: 48, thumbTempFilePath: expect.stringMatching(/\.jpg$/) },
      ],
    })
  })

  test('choosing nothing is cancelling', async () => {
    await choose(phone, () => tapToAsk(phone, 'chooseMedia'), [])
    expect((await answer(phone)).errMsg).toBe('chooseMedia:fail cancel')
  })

  test('a file that is no picture is refused in place of one', async () => {
    const broken = { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }
    await choose(phone, () => tapToAsk(phone, 'chooseMedia'), [broken])
    expect((await answer(phone)).errMsg).toBe('chooseMedia:fail image error')
  })

  test('a temporary path shows in <image>, is measured and made smaller', async () => {
    const path = await choosePicture(40, 20)
    expect(path).toMatch(/^wxfile:\/\/tmp_\d+\.png$/)
    await evaluate(`getCurrentPages()[0].setData({ picture: '${path}' })`)
    await phone.byId('natural').getByText('40x20').waitFor()
    expect(await evaluate(`wx.getImageInfo({ src: '${path}' })`)).toMatchObject({ width: 40, type: 'png' })
    const small = await evaluate(`wx.compressImage({ src: '${path}', compressedWidth: 20 })`)
    expect(await evaluate(`wx.getImageInfo({ src: '${small.tempFilePath}' })`)).toMatchObject({
      width: 20,
      height: 10,
      type: 'jpeg',
    })
  })

  test('a picture is looked at alone, until it is pressed', async () => {
    const path = await choosePicture()
    await evaluate(`wx.previewMedia({ sources: [{ url: '${path}' }] })`)
    await phone.page.getByRole('dialog').click()
    await phone.page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('a file is uploaded into a folder of its own, as the persona of the phone', async () => {
    const filePath = await choosePicture()
    const cloudPath = `incoming/${LIN.openid}/photo.png`
    const reply = await evaluate(`wx.cloud.uploadFile(${JSON.stringify({ cloudPath, filePath })})`)
    expect(reply).toMatchObject({ errMsg: 'cloud.uploadFile:ok', statusCode: 200 })
    expect(reply.fileID).toMatch(/^cloud:\/\/.*photo\.png$/)
    expect((await world.cloud.files.get(cloudPath))?.bytes).toEqual(aPicture('', 40, 20).buffer)
  })

  test('with callbacks an upload is a task that tells how far it is and can be ended', async () => {
    const filePath = await choosePicture()
    const options = `cloudPath: 'incoming/${LIN.openid}/a.png', filePath: '${filePath}'`
    const progress = await evaluate(`new Promise((success, fail) => {
      let seen
      wx.cloud.uploadFile({ ${options}, fail, success: () => success(seen) }).onProgressUpdate(state => { seen = state })
    })`)
    expect(progress).toMatchObject({ progress: 100, totalBytesSent: expect.any(Number) })
    const ended = await evaluate(`new Promise((success, fail) => {
      wx.cloud.uploadFile({ ${options}, success: fail, fail: ({ errMsg }) => success({ errMsg }) }).abort()
    })`)
    expect(ended.errMsg).toBe('cloud.uploadFile:fail abort')
  })

  test("others' folders and all reading are closed to clients", async () => {
    const filePath = await choosePicture()
    const refused = async (call: string) => {
      const { errCode } = await evaluate(`${call}.catch(({ errCode }) => ({ errCode }))`)
      return errCode
    }
    const upload = JSON.stringify({ cloudPath: 'incoming/somebody/a.png', filePath })
    expect(await refused(`wx.cloud.uploadFile(${upload})`)).toBe(-503002)
    expect(await refused(`wx.cloud.downloadFile({ fileID: 'cloud://x' })`)).toBe(-503002)
    expect(phone.takeFaults().join()).toContain('403')
    expect(await evaluate(`wx.cloud.getTempFileURL({ fileList: ['cloud://x'] })`)).toMatchObject({
      fileList: [{ fileID: 'cloud://x', tempFileURL: '', errMsg: 'STORAGE_EXCEED_AUTHORITY' }],
    })
  })

  test('a document is chosen by its name and handed to the computer when it is opened', async () => {
    const path = await chooseFile('通知.docx')
    expect(await answer(phone)).toMatchObject({
      tempFiles: [{ name: '通知.docx', type: 'file', size: 9, time: expect.any(Number) }],
    })
    const [download] = await Promise.all([
      phone.page.waitForEvent('download'),
      tapToAsk(phone, 'openDocument', { filePath: path }),
    ])
    expect(download.suggestedFilename()).toMatch(/\.docx$/)
    expect(fs.readFileSync(await download.path(), 'utf8')).toBe('第一行')
  })

  test('a document that WeChat cannot show is not opened', async () => {
    await tapToAsk(phone, 'openDocument', { filePath: await chooseFile('名单.csv') })
    expect((await answer(phone)).errMsg).toBe('openDocument:fail filetype not supported')
    await tapToAsk(phone, 'openDocument', { filePath: 'wxfile://tmp_none.pdf' })
    expect((await answer(phone)).errMsg).toMatch(/^openDocument:fail no such file or directory/)
  })

  test('a file is sent to a friend under a name, or not', async () => {
    const filePath = await chooseFile('名单.csv')
    const send = () => tapToAsk(phone, 'shareFileMessage', { filePath, fileName: '报名名单.csv' })
    const dialog = phone.page.getByRole('dialog')
    await send()
    await dialog.getByText('报名名单.csv').waitFor()
    await dialog.getByRole('button', { name: '取消' }).click()
    expect((await answer(phone)).errMsg).toBe('shareFileMessage:fail cancel')
    await send()
    const press = dialog.getByRole('button', { name: '发送' }).click()
    const [download] = await Promise.all([phone.page.waitForEvent('download'), press])
    expect(download.suggestedFilename()).toBe('报名名单.csv')
  })

  test('a picture goes to the album once that is allowed', async () => {
    const filePath = await choosePicture()
    await tapToAsk(phone, 'saveImageToPhotosAlbum', { filePath })
    await phone.page.getByRole('dialog').getByText('保存图片或视频到你的相册').waitFor()
    const press = phone.page.getByRole('button', { name: '允许' }).click()
    const [download] = await Promise.all([phone.page.waitForEvent('download'), press])
    expect(download.suggestedFilename()).toMatch(/\.png$/)
    await tapToAsk(phone, 'saveImageToPhotosAlbum', { filePath })
    expect((await answer(phone)).errMsg).toBe('saveImageToPhotosAlbum:ok')
  })

  test('a file is downloaded to a path, with the status that the server gave', async () => {
    const download = (url: string) =>
      evaluate(`new Promise((success, fail) => { wx.downloadFile({ url: '${url}', success, fail }) })`)
    const found = await download('/images/home.svg')
    expect(found).toMatchObject({ statusCode: 200, tempFilePath: expect.stringMatching(/\.svg$/) })
    expect(await download('/images/none.svg')).toMatchObject({ statusCode: 404 })
    expect(phone.takeFaults().join()).toContain('404')
    const saved = await evaluate(`wx.saveFile({ tempFilePath: '${found.tempFilePath}' })`)
    await evaluate(`getCurrentPages()[0].setData({ picture: '${saved.savedFilePath}' })`)
    await phone.byId('natural').getByText('x').waitFor()
  })

  test("the mini program's own folder keeps what is written, text or base64", async () => {
    const files = 'wx.getFileSystemManager()'
    const filePath = "filePath: wx.env.USER_DATA_PATH + '/a.csv'"
    await evaluate(`${files}.writeFile({ ${filePath}, data: '林' })`)
    expect(await evaluate(`${files}.readFile({ ${filePath}, encoding: 'utf8' })`)).toMatchObject({
      data: '林',
    })
    expect(await evaluate(`${files}.readFile({ ${filePath}, encoding: 'base64' })`)).toMatchObject({
      data: Buffer.from('林').toString('base64'),
    })
    const outside = await evaluate(
      `${files}.writeFile({ filePath: '/etc/a', data: '' }).catch(({ errMsg }) => ({ errMsg }))`,
    )
    expect(outside.errMsg).toBe('writeFile:fail permission denied, open "/etc/a"')
  })
})
