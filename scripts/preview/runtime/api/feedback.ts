import { type ActionSheetOptions, showActionSheet } from '../overlays/action-sheet'
import { type ModalOptions, showModal } from '../overlays/modal'
import { hideToast, showLoading, showToast, type ToastOptions } from '../overlays/toast'
import { asynchronous } from './call'

/** wx functions that show something over the page. */
export const feedback = {
  showToast: asynchronous('showToast', (options: ToastOptions) => showToast(options)),
  hideToast: asynchronous('hideToast', () => hideToast()),
  showLoading: asynchronous('showLoading', (options: ToastOptions) => showLoading(options)),
  hideLoading: asynchronous('hideLoading', () => hideToast()),
  showModal: asynchronous('showModal', (options: ModalOptions) => showModal(options)),
  showActionSheet: asynchronous('showActionSheet', async (options: ActionSheetOptions) => {
    const tapIndex = await showActionSheet(options)
    if (tapIndex === undefined) throw new Error('cancel')
    return { tapIndex }
  }),
}
