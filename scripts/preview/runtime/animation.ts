import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { ANIMATION_STYLE } from './enums'

interface Step {
  animates: { type: string; args: (string | number)[] }[]
  option: { duration: number; timingFunction: string; delay: number; transformOrigin: string }
}

const TRANSFORMS =
  'matrix matrix3d rotate rotate3d rotateX rotateY rotateZ scale scale3d scaleX scaleY scaleZ ' +
  'skew skewX skewY translate translate3d translateX translateY translateZ'
const STYLES = 'opacity backgroundColor width height left right top bottom'
const DEFAULTS = { duration: 400, timingFunction: 'linear', delay: 0, transformOrigin: '50% 50% 0' }

/** wx.createAnimation(): records steps that `<view animation="{{…}}">` plays. */
export function createAnimation(base: Partial<Step['option']> = {}) {
  let animates: Step['animates'] = []
  let actions: Step[] = []
  const animation: Record<string, unknown> = {
    step(option: Partial<Step['option']> = {}) {
      actions.push({ animates, option: { ...DEFAULTS, ...base, ...option } })
      animates = []
      return animation
    },
    export() {
      const recorded = { actions }
      actions = []
      return recorded
    },
  }
  for (const type of `${TRANSFORMS} ${STYLES}`.split(' ')) {
    animation[type] = (...args: (string | number)[]) => {
      animates.push({ type, args })
      return animation
    }
  }
  return animation
}

const playing = new WeakMap<object, symbol>()

/** Plays recorded steps one after another; a new animation on the same element ends the one before. */
export function playAnimation(
  node: glassEasel.GeneralComponent,
  animation: { actions?: Step[] } | null,
): void {
  const steps = animation?.actions ?? []
  if (steps.length === 0) return
  const turn = Symbol('animation')
  playing.set(node, turn)
  const next = (index: number) => {
    const step = steps[index]
    if (!step || playing.get(node) !== turn) return
    node.setNodeStyle(cssOf(step), ANIMATION_STYLE)
    setTimeout(() => next(index + 1), step.option.duration + step.option.delay)
  }
  setTimeout(() => next(0))
}

function cssOf({ animates, option }: Step): string {
  const transforms = animates.filter(({ type }) => TRANSFORMS.split(' ').includes(type))
  const styles = animates.filter(({ type }) => STYLES.split(' ').includes(type))
  return [
    ...styles.map(
      ({ type, args }) => `${kebab(type)}:${/opacity|Color/.test(type) ? args[0] : length(args[0]!)}`,
    ),
    ...(transforms.length > 0 ? [`transform:${transforms.map(transformOf).join(' ')}`] : []),
    `transition:all ${option.duration}ms ${option.timingFunction} ${option.delay}ms`,
    `transform-origin:${option.transformOrigin}`,
  ].join(';')
}

function transformOf({ type, args }: Step['animates'][number]): string {
  const values = args.map((value, index) => {
    if (type.startsWith('translate')) return length(value)
    const isAngle = /^(rotate|skew)/.test(type) && !(type === 'rotate3d' && index < 3)
    return isAngle && typeof value === 'number' ? `${value}deg` : value
  })
  return `${type}(${values.join(',')})`
}

function length(value: string | number): string {
  return typeof value === 'number' ? `${value}px` : value
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}
