using System.Text.Json.Nodes;

namespace HybridShop.Web.Api.OpenApi;

/// <summary>Values to show for members and parameters, by their names in JSON.</summary>
internal static class ApiExamples
{
    public const int Id = 1;

    private static readonly Dictionary<string, string> ByName = new()
    {
        ["access"] = "\"eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiI1In0.c2lnbmF0dXJl\"",
        ["access_token"] = "\"eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiI1In0.c2lnbmF0dXJl\"",
        ["alt"] = "\"A lamp with a green shade on a desk.\"",
        ["average_rating"] = "4.6",
        ["body_html"] = "\"<p>Turns on its foot.</p>\"",
        ["caption"] = "\"In brass\"",
        ["comment"] = "\"Throws its light where the book is.\"",
        ["created_at"] = "\"2026-11-20T09:30:00Z\"",
        ["currency"] = "\"EUR\"",
        ["delta"] = "-1",
        ["description"] = "\"Throws its light where the book is.\"",
        ["email"] = "\"kim@hybridshop.example\"",
        ["expires_in"] = "3600",
        ["height"] = "900",
        ["name"] = "\"Table lamp\"",
        ["note"] = "\"Sold at the counter\"",
        ["options"] = "\"Size: M\"",
        ["password"] = "\"nine-tall-oaks-9\"",
        ["phone_number"] = "\"+4930123456\"",
        ["picture"] = "\"/media/3f9a0c.jpg\"",
        ["price"] = "49.00",
        ["rating"] = "5",
        ["refresh"] = "\"q1PzT0kq7w2mJmC0b5Jb3wX2n0sXrK8d\"",
        ["refresh_token"] = "\"q1PzT0kq7w2mJmC0b5Jb3wX2n0sXrK8d\"",
        ["reply"] = "\"Thank you.\"",
        ["review_count"] = "12",
        ["sku"] = "\"LAMP-1\"",
        ["slug"] = "\"table-lamp\"",
        ["stock"] = "10",
        ["summary"] = "\"Throws its light where the book is.\"",
        ["token_type"] = "\"Bearer\"",
        ["updated_at"] = "\"2026-11-20T09:30:00Z\"",
        ["username"] = "\"Ada\"",
        ["width"] = "1200",
    };

    public static JsonNode? Of(string name) => ByName.TryGetValue(name, out var json) ? JsonNode.Parse(json) : null;
}
