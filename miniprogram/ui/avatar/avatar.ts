import { initialsOf, tintOf } from './view'

/** A person's round picture, or two characters of the name in a colour of the person's own. */
Component({
  properties: {
    /** The person's id, which gives the colour. */
    who: { type: String, value: '' },
    name: { type: String, value: '' },
    /** The address of the picture; empty where there is none. */
    src: { type: String, value: '' },
    size: { type: String, value: 'medium' as 'small' | 'medium' | 'large' },
    /** Test id. */
    test: { type: String, value: 'avatar' },
  },
  data: { initials: '', tint: 'blue', broken: false },
  observers: {
    'who, name'(who: string, name: string) {
      this.setData({ initials: initialsOf(name), tint: tintOf(who || name) })
    },
    src() {
      this.setData({ broken: false })
    },
  },
  methods: {
    /** The characters stand in for a picture that does not load. */
    onLost() {
      this.setData({ broken: true })
    },
  },
})
