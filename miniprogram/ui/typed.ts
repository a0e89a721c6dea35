/** The entries of a list as people type it: apart by lines, blanks, commas or semicolons; each once. */
export const wordsIn = (text: string): string[] => [...new Set(text.split(/[\s,，;；、]+/).filter(Boolean))]

/** The fields of a form that are no longer as they were when it was opened. */
export const typedFields = <Form extends object>(form: Form, opened: Form): (keyof Form)[] =>
  (Object.keys(form) as (keyof Form)[]).filter(
    field => JSON.stringify(form[field]) !== JSON.stringify(opened[field]),
  )

/** A form as it is now, with what was typed into it since it was opened. */
export const withTyped = <Form extends object>(fresh: Form, form: Form, opened: Form): Form => ({
  ...fresh,
  ...Object.fromEntries(typedFields(form, opened).map(field => [field, form[field]])),
})
