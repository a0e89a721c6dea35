import type { Step, Story } from '../../stories/story'
import { element } from '../dom'

/** The stories to choose from, or the steps of the one under way. */
export class Guide {
  readonly element = element('section', 'guide')

  /** @param go shows a step of a story, its end behind the last one, or all stories without a story */
  constructor(
    private readonly stories: Story[],
    private readonly go: (story: Story | undefined, step: number) => void,
  ) {
    this.element.setAttribute('aria-label', '试一试')
  }

  draw(story: Story | undefined, at: number): void {
    this.element.classList.toggle('guide-under-way', story !== undefined)
    this.element.replaceChildren(...(story ? this.steps(story, at) : this.choice()))
  }

  private choice(): HTMLElement[] {
    const all = this.stories.map(story => {
      const button = element(
        'button',
        'story',
        element('b', '', story.title),
        element('span', '', story.about),
      )
      button.type = 'button'
      button.addEventListener('click', () => this.go(story, 0))
      return element('li', '', button)
    })
    return [element('h2', '', '试一试'), element('ul', 'stories', ...all)]
  }

  private steps(story: Story, at: number): HTMLElement[] {
    const { steps, title } = story
    const isLast = at >= steps.length - 1
    const back = action('上一步', () => this.go(story, at - 1))
    back.disabled = at === 0
    const next = isLast
      ? action('完成', () => this.go(undefined, 0))
      : action('下一步', () => this.go(story, at + 1))
    next.classList.add('primary')
    const leave = action('全部故事', () => this.go(undefined, 0))
    const list = element('ol', 'steps', ...steps.map((step, index) => line(step, index, at)))
    if (at >= steps.length) list.append(end())
    return [element('h2', '', title), list, element('div', 'guide-actions', leave, back, next)]
  }
}

/** The line below the last step of a story that has been played to its end. */
function end(): HTMLElement {
  const made = element('li', 'step step-end', '这个故事演完了。回到“全部故事”再选一个，或者自己随便试试。')
  made.dataset.state = 'now'
  made.setAttribute('role', 'status')
  return made
}

function line({ on, say, file }: Step, index: number, at: number): HTMLElement {
  const made = element('li', 'step', element('span', 'step-phone', `手机 ${on + 1}`), say)
  made.dataset.state = index < at ? 'done' : index === at ? 'now' : 'later'
  if (index !== at) return made
  made.setAttribute('aria-current', 'step')
  made.setAttribute('role', 'status')
  if (file) {
    const link = element('a', 'step-file', `下载 ${file.name}`)
    Object.assign(link, { href: file.path, download: file.name })
    made.append(link)
  }
  return made
}

function action(label: string, act: () => void): HTMLButtonElement {
  const button = element('button', '', label)
  button.type = 'button'
  button.addEventListener('click', act)
  return button
}
