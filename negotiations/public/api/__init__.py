"""The API: the printed record as JSON, read-only, at /api/v1/.

`front` is the door that every request passes (methods, errors, caching, other origins); `parameters` what may be asked;
`shapes` turns the public schemas into response models, `items` fills them; `entries`, `nouns`, `standings`, `changes`
and `rates` answer; `document` is the OpenAPI document and `reference` the page that shows it to people.
"""
