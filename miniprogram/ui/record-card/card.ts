/** A line under a card's title; `small` ones stand close together. */
export interface CardLine {
  text: string
  icon?: string
  tone?: 'muted' | 'small' | 'warning' | 'problem' | 'urgent'
}

/** A button under a card: words, or an icon with a label for those who cannot see it. */
export interface CardButton {
  action: string
  text?: string
  icon?: string
  label?: string
  theme?: 'default' | 'primary' | 'danger'
  /** Test id; `action-<action>` without it. */
  name?: string
}

/** A record in a list: what it is, where it stands, what else there is to know, and what can be done with it. */
export interface RecordCard {
  title: string
  tag?: { text: string; theme: 'default' | 'primary' | 'success' | 'warning' | 'danger'; name?: string }
  lines: CardLine[]
  /** Paragraphs set apart from the lines. */
  notes: string[]
  buttons: CardButton[]
  /** Marks the whole card. */
  late?: boolean
}
