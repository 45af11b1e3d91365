using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using HybridShop.Tests.Support;
using HybridShop.Tests.Support.Components;
using HybridShop.Web.Api;
using Microsoft.Extensions.DependencyInjection;

namespace HybridShop.Tests.Shared;

/// <summary>
/// A property that is added to an input is known wherever it is taken, shown or kept, or this fails and says where it is missing: a value that is answered with 200 and not
/// kept, or not checked on edits, is noticed by nobody else.
/// </summary>
[Trait("Category", "Http")]
public sealed class InputFieldTests(SqliteDatabases databases) : IClassFixture<SqliteDatabases>, IAsyncLifetime
{
    /// <summary>Where two values of a type would not do.</summary>
    private static readonly Dictionary<string, (JsonNode One, JsonNode Two)> Values = new()
    {
        [nameof(ProductInput.Slug)] = ("an-address", "another-address"),
        [nameof(ProductInput.CategoryId)] = (Categories.Light, Categories.Kitchen),
        [nameof(CategoryInput.ParentId)] = (Categories.Light, Categories.Kitchen),
        [nameof(ReviewInput.ProductId)] = (Products.Lamp, Products.Mug),
        [nameof(ReviewInput.Rating)] = (3, 4),
        [nameof(ProfileInput.UserName)] = ("Guard.one", "Guard.two"),
        [nameof(ProfileInput.Phone)] = ("+31205550148", "+31205550149"),
    };

    private readonly SampleWebShop shop = new(databases);
    private readonly List<string> gaps = [];
    private int made;

    public ValueTask InitializeAsync() => shop.InitializeAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Every_property_of_a_product_is_known_wherever_it_is_taken_or_shown()
    {
        await using var editors = new Editors();
        await ListAfterAsync<ProductInput>(new(shop.Get<ProductFields>(), Users.Mara)
        {
            Collection = "/api/products",
            NewBody = () => new() { ["name"] = $"Guarded {++made}", ["category_id"] = Categories.Lamps, ["price"] = 1 },
            Editor = () => Task.FromResult(editors.Product()),

            // The status is changed by acts of their own.
            SelectorOf = field => field.Property == nameof(ProductInput.Status) ? "[data-act=publish]" : $"#product-{field.Property.ToLowerInvariant()}",
            Act = "product.edit",
        });
    }

    [Fact]
    public async Task Every_property_of_a_category_is_known_wherever_it_is_taken_or_shown()
    {
        await using var editors = new Editors();
        await ListAfterAsync<CategoryInput>(new(CategoryFields.All, Users.Mara)
        {
            Collection = "/api/categories",
            NewBody = () => new() { ["name"] = $"Guarded {++made}" },
            Editor = () => Task.FromResult(editors.Category()),
            SelectorOf = field => $"#category-{field.Name}",
            Act = "category.edit",
        });
    }

    [Fact]
    public async Task Every_property_of_a_review_is_known_wherever_it_is_taken_or_shown()
    {
        await ListAfterAsync<ReviewInput>(new(ReviewFields.All, Users.Ada)
        {
            Collection = "/api/reviews",
            NewBody = () => new() { ["product_id"] = Products.Lamp, ["rating"] = 5 },
            Editor = async () => await (await shop.SignedInAsync(Users.Ada)).ReadAsync("/products/table-lamp/review"),

            // The product is said by the page's address.
            SelectorOf = field => field.Property == nameof(ReviewInput.ProductId) ? "form" : $"[name='Review.{field.Property}']",
        });
    }

    [Fact]
    public async Task Every_property_of_a_profile_is_known_wherever_it_is_taken_or_shown()
    {
        await ListAfterAsync<ProfileInput>(new(ProfileFields.All, Users.Ada)
        {
            Address = "/api/users/me",
            Editor = async () => await (await shop.SignedInAsync(Users.Ada)).ReadAsync("/account"),
            SelectorOf = field => $"[name='Input.{field.Property}']",
        });
    }

    private async Task ListAfterAsync<TInput>(GuardedInput<TInput> guarded)
        where TInput : class, ICopyable<TInput>, new()
    {
        var caller = await shop.CallerAsync(guarded.Writer);
        var editor = await new HtmlParser().ParseDocumentAsync(await guarded.Editor());
        foreach (var property in typeof(TInput).GetProperties())
        {
            var gap = new Gaps(gaps, property);
            if (guarded.Fields.Find(property.Name) is not { } field || field.Property != property.Name)
            {
                gap.Add("is not in the table");
                continue;
            }

            gap.AddUnless(!field.Name.Any(char.IsUpper) && field.Label.Length > 0, "has no lasting name or no label");
            gap.AddUnless(editor.QuerySelector(guarded.SelectorOf(field)) is not null, "is not in the editor");
            await EditAsync(guarded, field, property, caller, gap);
        }

        gaps.ShouldBeEmpty();
    }

    private async Task EditAsync<TInput>(GuardedInput<TInput> guarded, Field<TInput> field, PropertyInfo property, ApiCaller caller, Gaps gap)
        where TInput : class, ICopyable<TInput>, new()
    {
        var name = ApiNames.Policy.ConvertName(property.Name);
        var (one, two) = ValuesOf(property);
        var address = guarded.Address;
        if (guarded.Collection is not null)
        {
            var posted = await caller.PostAsync(guarded.Collection, With(guarded.NewBody(), name, one));
            if (posted.Status != HttpStatusCode.Created)
            {
                gap.Add($"is not taken by POST: {posted.Text}");
                return;
            }

            address = posted.Headers.Location!.ToString();
            gap.AddUnless(Holds(posted.Json, name, property, one), "is not in the answer to POST");
            await HoldsAsync(one, "is not kept by POST, or not in the answer");
        }

        if (field.MayChange(guarded.Writer))
        {
            if (guarded.Collection is not null)
            {
                gap.AddUnless(await caller.PutAsync(address!, With(guarded.NewBody(), name, two)) is { Status: HttpStatusCode.OK }, "is not taken by PUT");
                await HoldsAsync(two, "is not kept by PUT");
            }

            gap.AddUnless(await caller.PatchAsync(address!, With([], name, one)) is { Status: HttpStatusCode.OK }, "is not taken by PATCH");
            await HoldsAsync(one, "is not kept by PATCH");
            await BreakAsync();
            await ReadActivityAsync(guarded.Act, field, gap);
        }
        else
        {
            var refused = await caller.PatchAsync(address!, With([], name, two));
            gap.AddUnless(refused.Status == HttpStatusCode.BadRequest && refused.ErrorOf(name) is not null, "is neither changed nor refused by PATCH");
        }

        if (guarded.Collection == "/api/reviews")
        {
            // There is one for each user and product.
            await caller.DeleteAsync(address!);
        }

        async Task HoldsAsync(JsonNode value, string missing) => gap.AddUnless(Holds((await caller.GetAsync(address!)).Json, name, property, value), missing);

        async Task BreakAsync()
        {
            if (BrokenOf(property) is not { } broken)
            {
                gap.AddUnless(property.PropertyType != typeof(string), "has no bound");
                return;
            }

            var patched = await caller.PatchAsync(address!, With([], name, broken));
            gap.AddUnless(patched.Status == HttpStatusCode.BadRequest && patched.ErrorOf(name) is not null, $"is not validated by PATCH: {patched.Text}");
            if (guarded.Collection is not null)
            {
                var put = await caller.PutAsync(address!, With(guarded.NewBody(), name, broken));
                gap.AddUnless(put.Status == HttpStatusCode.BadRequest && put.ErrorOf(name) is not null, $"is not validated by PUT: {put.Text}");
            }
        }
    }

    private async Task ReadActivityAsync(string? act, Field field, Gaps gap)
    {
        if (act is null)
        {
            return;
        }

        var words = new ActivityWords(shop.Get<ProductFields>(), Currency.Find("EUR")!, _ => "Lamps");
        var newest = (await shop.Get<IActivityService>().ListAsync(new() { Kind = act }, 1, Users.Mara)).Single();
        gap.AddUnless(newest.After!.Split('\n').Any(line => line.StartsWith(field.Name + ": ", StringComparison.Ordinal)), "is not in the activity's entry");
        gap.AddUnless(words.Read(newest, newest.After)!.Contains(field.Label + ": ", StringComparison.Ordinal), "is not in the activity's words");
    }

    private static JsonObject With(JsonObject body, string name, JsonNode value)
    {
        body[name] = value.DeepClone();
        return body;
    }

    /// <summary>An id may be answered by the name that programs may send it by, and with what it names.</summary>
    private static bool Holds(JsonNode answer, string name, PropertyInfo property, JsonNode value)
    {
        var shown = answer[name] ?? (property.GetCustomAttribute<JsonAliasAttribute>() is { } alias ? answer[alias.Name] : null);
        return JsonNode.DeepEquals(shown is JsonObject named ? named["id"] : shown, value);
    }

    private static (JsonNode One, JsonNode Two) ValuesOf(PropertyInfo property)
    {
        if (Values.TryGetValue(property.Name, out var known))
        {
            return known;
        }

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(string) ? ("Guarded one", "Guarded two")
            : type == typeof(int) ? (7, 9)
            : type == typeof(Money) ? (12.34m, 56.78m)
            : type == typeof(bool) ? (true, false)
            : type.IsEnum ? (NameOf(0), NameOf(1))
            : throw new InvalidOperationException($"{property.Name} is of a type that this test has no values for: give it two in {nameof(Values)}.");

        string NameOf(int index) => type.GetEnumNames()[index].ToLower(CultureInfo.InvariantCulture);
    }

    /// <summary>A value that breaks a rule of the property, or null when no attribute says one.</summary>
    private static JsonNode? BrokenOf(PropertyInfo property) =>
        property.GetCustomAttribute<StringLengthAttribute>() is { } length ? new string('x', length.MaximumLength + 1)
        : property.GetCustomAttribute<MoneyRangeAttribute>() is { } amounts ? (amounts.Most.Minor + 1) / 100m
        : property.GetCustomAttribute<RangeAttribute>() is not { } range ? null
        : Convert.ToInt32(range.Maximum, CultureInfo.InvariantCulture) + 1;

    /// <summary>An input, and where it is taken, shown and edited.</summary>
    private sealed record GuardedInput<TInput>(FieldTable<TInput> Fields, ShopActor Writer)
        where TInput : class, ICopyable<TInput>, new()
    {
        /// <summary>Where a new one is posted; null where there is none.</summary>
        public string? Collection { get; init; }

        public Func<JsonObject> NewBody { get; init; } = () => [];

        /// <summary>Where the one is that is there already.</summary>
        public string? Address { get; init; }

        public required Func<Task<string>> Editor { get; init; }

        public required Func<Field, string> SelectorOf { get; init; }

        /// <summary>What the activity list calls an edit; null where it has none.</summary>
        public string? Act { get; init; }
    }

    private sealed class Gaps(List<string> all, PropertyInfo property)
    {
        public void Add(string what) => all.Add($"{property.DeclaringType!.Name}.{property.Name} {what}");

        public void AddUnless(bool holds, string what)
        {
            if (!holds)
            {
                Add(what);
            }
        }
    }

    /// <summary>The dashboard's editors, new and open.</summary>
    private sealed class Editors : ComponentTest
    {
        public string Product() => Render<ProductEditor>().Markup + Render<ProductEditor>(editor => editor.Add(one => one.ProductId, 3)).Markup;

        public string Category()
        {
            GoTo("dashboard/categories?category=6");
            return Render<CategoryPage>().Markup;
        }
    }
}
