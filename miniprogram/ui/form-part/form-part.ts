/** A part of a form that has no place of its own for what is wrong with it: marks the slot, and says it below. */
Component({
  properties: {
    /** The fault of the value, in words, or undefined. */
    fault: { type: null, value: undefined as string | undefined },
  },
})
