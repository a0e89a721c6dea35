import { failureWords } from '../../miniprogram/ui/voice-recorder/view'
import { fakeWechat, uiComponent } from '../make/wechat'

type Listener = (event: object) => void

/** A recorder beside a phone whose recorder does what the test says. */
function aRecorder() {
  fakeWechat()
  const listeners: Record<string, Listener> = {}
  const asked: string[] = []
  const phone = { start: () => {} }
  const on = (event: string) => (listener: Listener) => {
    listeners[event] = listener
  }
  Object.assign(wx, {
    getRecorderManager: () => ({
      onStart: on('start'),
      onStop: on('stop'),
      onError: on('error'),
      start() {
        asked.push('start')
        phone.start()
      },
      stop: () => asked.push('stop'),
    }),
  })
  const { component } = uiComponent('voice-recorder')
  const tell = (event: string, detail: object = {}) => listeners[event]?.(detail)
  return {
    component,
    tap: () => (component as unknown as { onToggle(): void }).onToggle(),
    phone,
    asked,
    tell,
  }
}

describe('L-02: a note that cannot be recorded', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  test.each([
    ['operateRecorder:fail auth deny', false],
    ['operateRecorder:fail:system permission denied', false],
    ['operateRecorder:fail recorder busy', true],
  ])('after “%s” the words say what to do, and a tap tries again', (errMsg, permitted) => {
    const { component, tap, asked, tell } = aRecorder()
    tap()
    tell('error', { errMsg })
    expect(component.data).toMatchObject({ recording: false, problem: failureWords(permitted) })
    tap()
    expect(asked).toEqual(['start', 'start'])
    expect(component.data).toMatchObject({ recording: true, problem: '' })
  })

  test('a phone that throws at the start is told like any other failure', () => {
    const { component, tap, phone } = aRecorder()
    phone.start = () => {
      throw new Error('not supported')
    }
    tap()
    expect(component.data).toMatchObject({ recording: false, problem: failureWords(true) })
  })

  test('a failure in the middle stops the seconds', () => {
    const { component, tap, tell } = aRecorder()
    tap()
    tell('start')
    jest.advanceTimersByTime(2000)
    tell('error', { errMsg: 'operateRecorder:fail interrupted' })
    jest.advanceTimersByTime(2000)
    expect(component.data).toMatchObject({ recording: false, seconds: 2, problem: failureWords(true) })
  })

  test('a tap while the phone still asks gives up, and a late start records nothing', () => {
    const { component, tap, asked, tell } = aRecorder()
    tap()
    tap()
    expect(component.data).toMatchObject({ recording: false, problem: '' })
    tell('start')
    tell('error', { errMsg: 'recorder not start' })
    expect(asked).toEqual(['start', 'stop', 'stop'])
    expect(component.data).toMatchObject({ recording: false, started: false, problem: '' })
  })
})
