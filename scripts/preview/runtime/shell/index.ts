import { OutboxDrawer } from './outbox-drawer'
import { type Persona, personas } from './persona'
import { PhonePlace } from './phone-place'

/** Shows two phones side by side, each signed in as another person. */
async function start(): Promise<void> {
  const everybody = await personas()
  const holders = firstHolders(everybody)
  const places = holders.map((holder, index) => new PhonePlace(index, everybody, holder))
  // An address that opens a page, as a mini program code does, applies to the first phone.
  for (const [index, place] of places.entries()) place.open(index === 0 ? location.hash : '')
  document.getElementById('phones')!.append(...places.map(place => place.element))
  const show = switcher(places)
  show(0)
  const outbox = new OutboxDrawer(everybody)
  document.getElementById('desk')!.append(outbox.element)
  document.getElementById('tools')!.prepend(outbox.button)
  outbox.follow()
}

/** The first two members of the staff, or the first people there are. */
function firstHolders(everybody: Persona[]): [Persona, Persona] {
  const staff = everybody.filter(({ roles }) => roles.includes('staff'))
  const [first, second] = [...staff, ...everybody.filter(persona => !staff.includes(persona))]
  if (!first) throw new Error('the organisation has nobody in it')
  return [first, second ?? first]
}

/** Adds the buttons that choose the front phone in a narrow window, which has room for one. */
function switcher(places: PhonePlace[]): (index: number) => void {
  const buttons = places.map((_, index) => {
    const button = document.createElement('button')
    button.textContent = `手机 ${index + 1}`
    button.addEventListener('click', () => show(index))
    return button
  })
  document.getElementById('switch')!.append(...buttons)
  function show(front: number): void {
    places.forEach((place, index) => {
      place.element.toggleAttribute('data-behind', index !== front)
      buttons[index]!.setAttribute('aria-pressed', String(index === front))
    })
  }
  return show
}

start().catch((error: Error) => {
  console.error(error)
  const note = document.createElement('p')
  note.textContent = `预览无法启动：${error.message}`
  document.getElementById('phones')!.append(note)
})
