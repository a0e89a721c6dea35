/** What is to be asked before an act that needs a reason. */
export interface Question {
  title: string
  hint: string
  placeholder: string
  confirm: string
  theme: 'primary' | 'danger'
}
