import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { Manifest } from '../manifest'
import { button } from './button'
import { checkbox, checkboxGroup, radio, radioGroup, switchControl } from './choice'
import { label, pageMeta, plainText, progress, view } from './containers'
import { register } from './define'
import { form } from './form'
import { image } from './image'
import { input, textarea } from './input'
import { canvas, icon } from './media'
import { navigator } from './navigator'
import { picker } from './picker'
import { pickerView, pickerViewColumn } from './picker-view'
import { richText } from './rich-text'
import { scrollView } from './scroll-view'
import { slider } from './slider'
import { swiper, swiperItem } from './swiper'

const BUILTINS = [
  view,
  plainText,
  pageMeta,
  label,
  progress,
  button,
  form,
  checkbox,
  checkboxGroup,
  radio,
  radioGroup,
  switchControl,
  input,
  textarea,
  slider,
  picker,
  pickerView,
  pickerViewColumn,
  scrollView,
  swiper,
  swiperItem,
  image,
  icon,
  canvas,
  richText,
  navigator,
]

/** Registers WeChat's own components; `templates` holds theirs under `__builtin/`. */
export function installBuiltins(space: glassEasel.ComponentSpace, templates: Manifest['templates']): void {
  for (const definition of BUILTINS) {
    const content = templates[`__builtin/${definition.name}`]
    register(space, definition, content ? { content, groupList: templates } : undefined)
  }
}
