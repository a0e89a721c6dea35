import { element } from '../dom'
import { layer } from './layer'

export interface ToastOptions {
  title: string
  icon?: 'success' | 'error' | 'loading' | 'none'
  duration?: number
  mask?: boolean
}

let shown: HTMLElement | undefined
let timer = 0

export function showToast({ title, icon = 'success', duration = 1500, mask = false }: ToastOptions): void {
  show({ title, icon, mask })
  timer = window.setTimeout(hideToast, duration)
}

/** Stays until it is hidden. */
export function showLoading({ title, mask = false }: ToastOptions): void {
  show({ title, icon: 'loading', mask })
}

export function hideToast(): void {
  clearTimeout(timer)
  shown?.remove()
  shown = undefined
}

function show({ title, icon = 'none', mask }: ToastOptions): void {
  hideToast()
  const box = element('div', `wx-toast wx-toast-${icon}`)
  if (icon !== 'none') box.append(element('div', 'wx-toast-icon'))
  box.append(element('div', 'wx-toast-title', title))
  box.setAttribute('role', 'status')
  shown = element('div', mask ? 'wx-toast-area wx-toast-mask' : 'wx-toast-area', box)
  layer().append(shown)
}
