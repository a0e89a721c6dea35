/** The question before an action. A feature has a table of these, one for each of its actions. */
export interface ActionSpec {
  title: string
  hint?: string
  /** Text of the button. */
  confirm: string
  theme: 'primary' | 'danger'
  /** Whether words go with the action, such as a reason. */
  words: 'none' | 'optional' | 'required'
  /** Words to begin with. */
  initial?: string
  placeholder?: string
  /** The most characters of the words; 100 by default. */
  maxlength?: number
  /** The sentence where required words are missing. */
  missing?: string
}

/** A sheet that was not open yet. */
export const CLOSED = withDefaults({ title: '', confirm: '', theme: 'primary', words: 'none' })

/** The spec with all that it leaves out. */
export function withDefaults(spec: ActionSpec): Required<ActionSpec> {
  return { hint: '', initial: '', placeholder: '原因', maxlength: 100, missing: '请写明原因', ...spec }
}

/** The sentence that words are missing; empty when the action can be sent. */
export const missingWords = ({ words, missing }: Required<ActionSpec>, text: string): string =>
  words === 'required' && !text.trim() ? missing : ''
