import type { Target } from './target'

/** The surroundings of a command: a cloud to open, and a person to talk to. */
export interface Terminal {
  open(place: { remote: boolean; url?: string }): Target
  print(text: string): void
  /** Asks for consent to a change of many people; false for no. */
  confirm(question: string): Promise<boolean>
}
