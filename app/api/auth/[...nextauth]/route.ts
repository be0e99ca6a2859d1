import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { isFromOwnPage } from '@/lib/action'
import { authOptions } from '@/lib/sign-in/next-auth'

type Context = { params: Promise<{ nextauth: string[] }> }

const none = () => new Response(null, { status: 404 })
const mostBytes = 8_192

/** The token that a sign-in has to carry; next-auth's other pages and lists are not served. */
export async function GET(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params
  return nextauth.join('/') === 'csrf' ? NextAuth(request, context, authOptions()) : none()
}

/** Signing in, from our own pages alone. Signing out is an action of ours. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params
  if (nextauth.join('/') !== 'callback/credentials') return none()
  if (!(await isFromOwnPage())) return new Response('This request did not come from one of our pages.', { status: 403 })
  const bytes = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(bytes <= mostBytes)) return new Response(null, { status: 413 })
  return NextAuth(request, context, authOptions())
}
