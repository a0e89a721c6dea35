import { Desk } from './desk'
import { personas } from './persona'

personas()
  .then(everybody => new Desk(everybody))
  .catch((error: Error) => {
    console.error(error)
    const note = document.createElement('p')
    note.textContent = `预览无法启动：${error.message}`
    document.getElementById('phones')!.append(note)
  })
