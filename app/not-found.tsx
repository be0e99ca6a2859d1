import { NothingHere } from '@/components/frame/panels'

export default function NotFound() {
  return <NothingHere />
}
