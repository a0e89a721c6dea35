import { findBrowser, type Phone } from '../journeys/browser'
import { answer, inCloudWorld, LIN, tapToAsk } from './cloud-world'

const inBrowser = findBrowser() ? describe : describe.skip

inBrowser('what a phone does besides showing pages', () => {
  const world = inCloudWorld()
  let phone: Phone
  const press = (name: string) => phone.page.getByRole('dialog').getByRole('button', { name }).click()
  const inDialog = (text: string) => phone.page.getByRole('dialog').getByText(text).waitFor()

  beforeAll(async () => {
    phone = await world.openForAll('pages/ask/ask')
  })

  describe('contacts', () => {
    const contact = { firstName: '林知微', mobilePhoneNumber: '19900000001', organization: '云麓大学' }

    test('a contact is shown before it is saved', async () => {
      await tapToAsk(phone, 'addPhoneContact', contact)
      for (const text of Object.values(contact)) await inDialog(text)
      await press('存储')
      expect((await answer(phone)).errMsg).toBe('addPhoneContact:ok')
    })

    test('a contact is not saved against the will of who holds the phone, nor without a name', async () => {
      await tapToAsk(phone, 'addPhoneContact', contact)
      await press('取消')
      expect((await answer(phone)).errMsg).toBe('addPhoneContact:fail cancel')
      await tapToAsk(phone, 'addPhoneContact', { mobilePhoneNumber: '19900000001' })
      expect((await answer(phone)).errMsg).toMatch(/^addPhoneContact:fail parameter error/)
    })

    test('copied text can be read again', async () => {
      await tapToAsk(phone, 'setClipboardData', { data: 'XS-2026-0001' })
      await phone.page.getByText('内容已复制').waitFor()
      await tapToAsk(phone, 'getClipboardData')
      expect(await answer(phone)).toMatchObject({ data: 'XS-2026-0001' })
    })
  })

  describe('the calendar', () => {
    const event = {
      title: '教研会',
      startTime: Date.parse('2026-11-19T14:00:00+08:00') / 1000,
      location: '明德楼101',
    }

    test('an event is put there after the permission, once it was seen', async () => {
      await tapToAsk(phone, 'addPhoneCalendar', event)
      await press('允许')
      for (const text of ['教研会', '明德楼101', '2026/11/19 14:00:00']) await inDialog(text)
      await press('添加')
      expect((await answer(phone)).errMsg).toBe('addPhoneCalendar:ok')
    })

    test('an event is not put there against the will of its owner, nor without a beginning', async () => {
      await tapToAsk(phone, 'addPhoneCalendar', event)
      await press('取消')
      expect((await answer(phone)).errMsg).toBe('addPhoneCalendar:fail cancel')
      await tapToAsk(phone, 'addPhoneCalendar', { title: '教研会' })
      expect((await answer(phone)).errMsg).toMatch(/^addPhoneCalendar:fail parameter error/)
    })
  })

  describe('subscribe messages', () => {
    const [room, notice] = ['local-template-roomOutcome', 'local-template-notice']

    test('messages are named, and agreed to one by one', async () => {
      await tapToAsk(phone, 'requestSubscribeMessage', { tmplIds: [room, notice] })
      await phone.page.getByRole('checkbox', { name: '通知提醒' }).uncheck()
      await inDialog('会议室预订结果通知')
      const told = phone.page.waitForResponse('**/local/consent')
      await press('允许')
      expect((await told).request().postDataJSON()).toEqual({ as: LIN.id, templateIds: [room] })
      expect((await told).status()).toBe(200)
      expect(await answer(phone)).toEqual({
        errMsg: 'requestSubscribeMessage:ok',
        [room]: 'accept',
        [notice]: 'reject',
      })
    })

    test('a person who refuses has agreed to nothing', async () => {
      await tapToAsk(phone, 'requestSubscribeMessage', { tmplIds: [notice] })
      await press('拒绝')
      expect(await answer(phone)).toMatchObject({ [notice]: 'reject' })
    })

    test('more than three templates are too many, none too few', async () => {
      await tapToAsk(phone, 'requestSubscribeMessage', { tmplIds: ['1', '2', '3', '4'] })
      expect(await answer(phone)).toMatchObject({ errCode: 20003 })
      await tapToAsk(phone, 'requestSubscribeMessage', { tmplIds: [] })
      expect(await answer(phone)).toMatchObject({ errCode: 10001 })
    })

    test('a consent is not asked for without a tap', async () => {
      const untouched = await world.open('pages/ask/ask?atOnce=requestSubscribeMessage')
      expect((await answer(untouched)).errMsg).toMatch(/can only be invoked by user TAP gesture/)
    })
  })

  describe('places', () => {
    test('a place is chosen with its name, or not', async () => {
      await tapToAsk(phone, 'chooseLocation', { latitude: 1, longitude: 2 })
      await phone.page.getByLabel('名称').fill('北门')
      await press('确定')
      expect(await answer(phone)).toMatchObject({ name: '北门', latitude: 1, longitude: 2 })
      await tapToAsk(phone, 'chooseLocation')
      await press('取消')
      expect((await answer(phone)).errMsg).toBe('chooseLocation:fail cancel')
    })

    test('a place is shown with its name and address', async () => {
      await tapToAsk(phone, 'openLocation', {
        latitude: 1,
        longitude: 2,
        name: '北门',
        address: '学府路 1 号',
      })
      await inDialog('北门')
      await inDialog('学府路 1 号')
      expect((await answer(phone)).errMsg).toBe('openLocation:ok')
      await press('关闭')
    })

    test('the phone is where the browser says it is', async () => {
      phone = await world.open('pages/ask/ask')
      const context = phone.page.context()
      await context.grantPermissions(['geolocation'])
      await context.setGeolocation({ latitude: 22.5, longitude: 113.9, accuracy: 5 })
      await tapToAsk(phone, 'getLocation')
      await press('允许')
      expect(await answer(phone)).toMatchObject({ latitude: 22.5, longitude: 113.9, accuracy: 5 })
    })
  })

  describe('sound', () => {
    beforeEach(async () => {
      phone = await world.open('pages/ask/ask')
    })

    /** A microphone that hums, or none: whatever the computer has. */
    const withMicrophone = (exists: boolean) =>
      phone.page.evaluate(`
        navigator.mediaDevices.enumerateDevices = async () => ${exists} ? [{ kind: 'audioinput' }] : []
        navigator.mediaDevices.getUserMedia = async () => {
          const context = new AudioContext()
          const humming = context.createMediaStreamDestination()
          const tone = context.createOscillator()
          tone.connect(humming)
          tone.start()
          return humming.stream
        }
        void 0`)

    /** Records for a moment and resolves to what WeChat's recorder tells. */
    const record = () =>
      phone.page.evaluate<{ tempFilePath: string; duration: number; fileSize: number }>(`
        new Promise((resolve, reject) => {
          const recorder = wx.getRecorderManager()
          recorder.onStart(() => setTimeout(() => recorder.stop(), 300))
          recorder.onStop(resolve)
          recorder.onError(({ errMsg }) => reject(new Error(errMsg)))
          recorder.start({ format: 'mp3' })
        })`)

    test.each([
      ['with a microphone', true],
      ['without one, as silence', false],
    ])('%s: what is recorded is played to its end', async (_, exists) => {
      await withMicrophone(exists)
      const recording = record()
      await press('允许')
      const { tempFilePath, duration, fileSize } = await recording
      expect(tempFilePath).toMatch(/^wxfile:\/\/tmp_\d+\.mp3$/)
      expect(duration).toBeGreaterThanOrEqual(300)
      expect(fileSize).toBeGreaterThan(100)
      const content = phone.page.evaluate(`
        new Promise((success, fail) =>
          wx.getFileSystemManager().readFile({ filePath: '${tempFilePath}', encoding: 'utf8', success, fail }))`)
      expect(await content).toMatchObject({ data: expect.stringMatching(/^RIFF/) })
      const heard = phone.page.evaluate(`
        new Promise((resolve, reject) => {
          const audio = wx.createInnerAudioContext()
          const told = []
          audio.onPlay(() => told.push('play'))
          audio.onEnded(() => resolve([...told, 'ended', audio.paused]))
          audio.onError(({ errMsg }) => reject(new Error(errMsg)))
          audio.src = '${tempFilePath}'
          audio.play()
        })`)
      expect(await heard).toEqual(['play', 'ended', true])
    })

    test('nothing is recorded against the will of who holds the phone', async () => {
      const refused = record().catch((error: Error) => error.message)
      await press('拒绝')
      expect(await refused).toContain('operateRecorder:fail auth deny')
    })

    test('a sound that is none tells its error', async () => {
      const failed = phone.page.evaluate(`
        new Promise(resolve => {
          const audio = wx.createInnerAudioContext()
          audio.onError(({ errCode }) => resolve(errCode))
          audio.src = '/images/home.svg'
          audio.play()
        })`)
      expect(await failed).toBe(10003)
    })
  })
})
