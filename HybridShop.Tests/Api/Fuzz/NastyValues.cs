namespace HybridShop.Tests.Api.Fuzz;

/// <summary>Values that have broken programs before.</summary>
internal static class NastyValues
{
    /// <summary>Parts of an address, escaped as they go over the wire.</summary>
    public static readonly string[] Words =
    [
        "0", "-1", "1", "2", "3", "999", "2147483647", "2147483648", "-2147483648", "9223372036854775808", "99999999999999999999999", "1.5", "1e9", "NaN", "-Infinity", "0x10",
        "%00", "%ED%A0%80", "%FF%FE", "%F0%9F%94%A5", "%C3%A9", "%E2%80%AE", "%25", "%2e%2e", "..%2f..%2fetc", "%5C", "a%0d%0ab", "%20", "%", "%zz", "null", "true", "[]", "{}", "'",
        "%27%20OR%201%3D1--", "%22", "%3Cscript%3E", "%25s%25n", "*", "_", "price,-name", "-created_at", "all", "draft", "published", "sold_out", "id,name", "name", "1&1", "1;2", "=", "+", "",
        new('9', 400), new('a', 3_000), string.Concat(Enumerable.Repeat("%F0%9F%94%A5", 120)),
    ];

    /// <summary>Values of JSON, some of which are none.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.0", "0.001", "1.005", "1e400", "-1e400", "1E+5", "2147483647", "2147483648", "-2147483649", "9223372036854775808",
        "99999999.99", "100000000", "79228162514264337593543950336", "1234567890123456789012345678901234567890", "NaN", "Infinity", "01", "0x1", "+1", ".5",
        "\"\"", "\" \"", "\"0\"", "\"1\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\u202e\u200b\"", "\"e\u0301\"", "\"\\\\\\\"/\\b\"",
        "\"<script>alert(1)</script>\"", "\"' OR 1=1--\"", "\"../../etc/passwd\"", "\"a@b\"", "\"2026-13-45T99:99:99Z\"", "\"withdrawn\"", "\"Draft\"", "\"\\x\"", "\"open",
        "[]", "[null]", "[[]]", "[1,2,3]", "{}", "{\"a\":1}", "{\"a\":1,\"a\":2}", "{\"\":0}", "{\"seen\":{}}", "{\"__proto__\":{}}", "{\"$type\":\"System.Object\"}", "{\"$ref\":\"1\"}",
        $"\"{new string('x', 300)}\"", $"\"{new string('y', 25_000)}\"", $"\"{string.Concat(Enumerable.Repeat("\\ud83d\\udd25", 200))}\"",
        new string('[', 40) + new string(']', 40), string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40), new('[', 20_000),
        "\t\"tab\"", "/* comment */ 1", "1 // comment", "\"a\nb\"", "'single'", "undefined", "",
    ];

    public static readonly string[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=\"utf-8\"", "multipart/form-data; boundary=\"x\"; charset=\"none\"", "application/json; charset=nonsense", "application/merge-patch+json", "application/problem+json",
        "text/plain", "text/json", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "application/octet-stream", "image/png", "json", "", "*/*", "\"",
    ];

    public static readonly (string Name, string[] Values)[] Headers =
    [
        ("If-Match", ["*", "\"1.1.1\"", "\"-1.0.0\"", "\"99999999999.1.1\"", "W/\"1.10.1\"", "1", "\"", "\"\", \"\"", "\"1\", *", ","]),
        ("If-None-Match", ["*", "\"1.10.1\"", "W/\"1\"", "\"", "nonsense", "\"a\",\"b\",W/\"c\"", ","]),
        ("Range", ["bytes=0-", "bytes=9999999999-", "bytes=-1", "bytes=5-1", "bytes=0-0,2-2", "lines=1-2", "bytes="]),
        ("If-Range", ["\"1\"", "nonsense"]),
        ("If-Modified-Since", ["Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "Fri, 31 Dec 9999 23:59:59 GMT"]),
        ("Accept", ["application/json", "text/html", "*/*;q=0", "image/png", "application/problem+json", ";;", "a/b;q=zz"]),
        ("Accept-Encoding", ["gzip", "br;q=0", "identity;q=0", "*;q=0", "nonsense", "gzip;q=x"]),
        ("Accept-Language", ["hu-HU", "tr-TR", "xx", "*", "de;q=9"]),
        ("Idempotency-Key", ["a", "a", "\"quoted\"", "", " ", "0", new('k', 300), "\u00e9", "a,b", "../x"]),
        ("Content-Encoding", ["gzip", "br", "deflate", "identity", "nonsense", "gzip, gzip"]),
        ("Origin", ["https://localhost", "https://evil.example", "null", "nonsense", "http://localhost:3000"]),
        ("Sec-Fetch-Site", ["same-origin", "cross-site", "none", "x"]),
        ("Authorization", ["Bearer", "Bearer ", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.e30.", "Basic YTpi", "Bearer " + new string('a', 9_000), "Bearer \u00e9", ", Bearer x"]),
        ("X-Forwarded-For", ["1.2.3.4", "nonsense", "::1", "1.2.3.4, 5.6.7.8"]),
        ("X-HTTP-Method-Override", ["DELETE", "TRACE"]),
        ("Cookie", ["HybridShop=x", "HybridShop=" + new string('A', 500), ";;=;", "a"]),
        ("Expect", ["nonsense"]),
        ("Prefer", ["return=minimal", "respond-async"]),
        ("Upgrade", ["websocket", "h2c"]),
    ];
}
