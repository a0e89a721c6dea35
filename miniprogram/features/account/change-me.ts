import type { Me } from '../../contract/account'
import { keepMe } from '../../services/session'
import { type PageRequest, type SendingPage, sendOnce } from '../../ui/send'

/** Sends what changes the person, and shows them on the page as they are then. */
export const changeMe = <Input>(
  page: SendingPage,
  draw: (person: Me) => object,
  request: PageRequest<Input, Me>,
) =>
  sendOnce(page, {
    ...request,
    done: person => {
      keepMe(person)
      page.setData(draw(person))
      return request.done?.(person)
    },
  })
