// The whole round by a client that was generated from the shop's own document: it compiles only while the document says what is used here,
// and runs only while the shop does what the document says.
import createClient from "openapi-fetch";
import type { components, paths } from "./shop.mjs";

declare const process: { argv: string[] };

type Product = components["schemas"]["ProductItemDetails"];

const { address, email, password, name } = JSON.parse(process.argv[2] ?? "") as Record<"address" | "email" | "password" | "name", string>;
const shop = createClient<paths>({ baseUrl: address });
let token = "";
shop.use({
  onRequest({ request }) {
    if (token) request.headers.set("Authorization", `Bearer ${token}`);
    return request;
  },
});

/** What was answered, or the end of the round. */
function done<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (!answer.response.ok) throw new Error(`${answer.response.status} ${answer.response.url}: ${JSON.stringify(answer.error)}`);
  return answer.data as T;
}

async function signIn(who: string) {
  const pair = done(await shop.POST("/api/auth/login", { body: { email: who, password } }));
  token = pair.access_token;
  return pair;
}

const buyer = `${name}@hybridshop.example`;
const account = done(await shop.POST("/api/users", { body: { username: name, email: buyer, password } }));

await signIn(email);
const category = done(await shop.GET("/api/categories")).items[0];
if (!category) throw new Error("There is no category.");
const made: Product = done(await shop.POST("/api/products", {
  body: { name: `Tray of ${name}`, description: "", price: 24.5, category_id: category.id, stock: 3, low_stock_threshold: 1, status: "published" },
}));
done(await shop.PATCH("/api/products/{id}", { params: { path: { id: made.id } }, body: { price: 26.25, seen: { price: 24.5 } } }));
done(await shop.POST("/api/products/{id}/stock-adjustments", { params: { path: { id: made.id } }, body: { delta: -1, reason: "sold" } }));

const pair = await signIn(buyer);
done(await shop.POST("/api/products/{id}/reviews", { params: { path: { id: made.id } }, body: { rating: 5, comment: "Carries everything." } }));
const list = done(await shop.GET("/api/products", { params: { query: { q: name, sort: "price", page_size: 5 } } }));
const found = list.items.find((one) => one.id === made.id);

const next = done(await shop.POST("/api/auth/refresh", { body: { refresh_token: pair.refresh_token } }));
token = next.access_token;
const own = done(await shop.GET("/api/users/me"));
done(await shop.POST("/api/auth/logout", { body: { refresh_token: next.refresh_token } }));
const again = await shop.POST("/api/auth/refresh", { body: { refresh_token: next.refresh_token } });

console.log(JSON.stringify({
  account: account.username,
  own: own.username,
  price: found?.price,
  stock: found?.stock,
  total: "total" in list ? list.total : null,
  afterLogout: again.response.status,
  why: again.error?.title,
}));
