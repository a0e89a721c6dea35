import { stories } from '../../stories'
import type { Seat, Story } from '../../stories/story'
import type { ToPhone } from '../shell-link'
import { type DeskState, formatAddress, readAddress } from './address'
import { Guide } from './guide'
import { listen } from './live'
import { OutboxDrawer } from './outbox-drawer'
import { type Persona, personas } from './persona'
import { PhonePlace } from './phone-place'
import { switcher } from './switcher'

/** A student and the one who dispatches repairs have most to do with each other. */
const FIRST_PAIR = ['s-chen', 'd-logistics']

/** Two phones side by side, each in the hands of another person, and what to try with them. */
export class Desk {
  private readonly state: DeskState
  private readonly places: PhonePlace[]
  private readonly outbox: OutboxDrawer
  private readonly guide = new Guide(stories, (story, step) => this.play(story, step))
  private readonly bringForward: (index: number) => void

  constructor(private everybody: Persona[]) {
    this.state = readAddress(location)
    this.seatSomebody()
    const moved = () => history.replaceState(null, '', location.pathname + formatAddress(this.state))
    this.places = this.state.phones.map((state, index) => new PhonePlace(index, everybody, state, moved))
    document.getElementById('phones')!.append(...this.places.map(({ element }) => element))
    this.bringForward = switcher(this.places, front => {
      this.state.front = front
      moved()
    })
    this.bringForward(this.story?.steps[this.state.step]?.on ?? this.state.front)
    this.outbox = new OutboxDrawer(everybody)
    document.getElementById('side')!.append(this.guide.element, this.outbox.element)
    document.getElementById('tools')!.prepend(this.outbox.button)
    this.point()
    addEventListener('message', event => this.hear(event))
    document.addEventListener('visibilitychange', () => this.look())
    listen({
      changed: () => void this.change(),
      clock: now => this.tell({ type: 'clock', now }),
    })
  }

  private get story(): Story | undefined {
    return stories.find(({ id }) => id === this.state.story)
  }

  /**
   * A phone that the address gives to no one goes to the story under way, else to the first pair, else to the first people
   * there are.
   */
  private seatSomebody(): void {
    if (this.everybody.length === 0) throw new Error('the organisation has nobody in it')
    const isKnown = (id: string | undefined) => this.everybody.some(persona => persona.id === id)
    for (const [index, phone] of this.state.phones.entries()) {
      if (isKnown(phone.as)) continue
      const seat = seatAt(this.story, this.state.step, index) ?? { as: FIRST_PAIR[index]! }
      if (isKnown(seat.as)) Object.assign(phone, { page: phone.page || seat.page || '', as: seat.as })
      else phone.as = (this.everybody[index] ?? this.everybody[0]!).id
    }
  }

  private play(story: Story | undefined, step: number): void {
    this.state.story = story?.id ?? ''
    this.state.step = step
    const { phones = [], on } = story?.steps[step] ?? { on: this.state.front }
    for (const [index, seat] of phones.entries()) if (seat) this.places[index]!.seat(seat)
    this.bringForward(on)
    this.point()
  }

  /** Shows the step under way, and the phone it is about. */
  private point(): void {
    const { story } = this
    this.guide.draw(story, this.state.step)
    const on = story?.steps[this.state.step]?.on
    for (const [index, { element }] of this.places.entries())
      element.toggleAttribute('data-turn', index === on)
  }

  /** A person has done something on a phone, which may be what the story waits for. */
  private hear(event: MessageEvent): void {
    const { story } = this
    for (const [index, place] of this.places.entries()) {
      const message = place.heard(event)
      const step = story?.steps[this.state.step]
      if (message?.type !== 'call' || step?.on !== index) continue
      const isDone = step.until?.includes(`${message.name}.${message.op}`)
      if (isDone) this.play(story, this.state.step + 1)
    }
  }

  private tell(message: ToPhone): void {
    for (const place of this.places) place.tell(message)
  }

  private async change(): Promise<void> {
    this.tell({ type: 'changed' })
    await this.outbox.refresh()
    // The cloud may be gone by now: what is shown stays.
    const everybody = await personas().catch(() => this.everybody)
    if (JSON.stringify(everybody) === JSON.stringify(this.everybody)) return
    this.everybody = everybody
    for (const place of this.places) place.update(everybody)
    this.outbox.name(everybody)
  }

  private look(): void {
    for (const place of this.places) place.look()
  }
}

/** The place of a phone in a story: as the last step up to this one says that names it. */
const seatAt = (story: Story | undefined, step: number, phone: number): Seat | undefined =>
  story?.steps
    .slice(0, step + 1)
    .flatMap(({ phones }) => phones?.[phone] ?? [])
    .at(-1)
