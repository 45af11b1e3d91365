namespace HybridShop.Tests.Support.Components;

/// <summary>Pictures as a test sets them; it tells nobody, tests publish to the feed themselves.</summary>
public sealed class FakeProductPictureService : IProductPictureService
{
    private readonly List<ProductPicture> removed = [];

    /// <summary>In their order.</summary>
    public List<ProductPicture> All { get; } = [];

    /// <summary>What was added.</summary>
    public List<PictureInput> Added { get; } = [];

    /// <summary>What the next acts are refused with; null for none.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>What the next calls fail with; null for none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Puts a picture behind the others.</summary>
    public ProductPicture Put(string alt, string? caption = null)
    {
        var id = All.Concat(removed).Select(picture => picture.Id).DefaultIfEmpty(40).Max() + 1;
        All.Add(new(id, All.Count, $"/media/{id}-1200.jpg", $"/media/{id}-480.jpg", alt, caption, 1_200, 1_500));
        return All[^1];
    }

    public Task<IReadOnlyList<ProductPicture>?> ListAsync(int productId, ShopActor actor, CancellationToken ct = default) =>
        Failure is { } failure ? Task.FromException<IReadOnlyList<ProductPicture>?>(failure)
        : Task.FromResult<IReadOnlyList<ProductPicture>?>(actor.IsStaff ? [.. All] : null);

    public Task<IReadOnlyList<ProductPicture>?> ListShownAsync(int productId, ShopActor? actor, CancellationToken ct = default) => throw Unused();

    public Task<ProductPicture?> FindAsync(int pictureId, ShopActor actor, CancellationToken ct = default) => throw Unused();

    public Task<Outcome<ProductPicture>> AddAsync(int productId, PictureInput input, ShopActor actor, CancellationToken ct = default) => Act(() =>
    {
        if (input.Alt.Length == 0 && !input.IsDecorative)
        {
            return Outcome.Invalid(nameof(input.Alt), PictureText.AltMissing);
        }

        Added.Add(input);
        return Outcome.Done(Put(input.Alt, input.Caption));
    });

    public Task<Outcome<ProductPicture>> EditAsync(int pictureId, IEdit<PicturePatch> edit, ShopActor actor, CancellationToken ct = default) => Act(() =>
    {
        var now = Find(pictureId);
        var merged = PictureFields.All.Merge(now.ToPatch(), edit, actor);
        if (merged.Value?.Merged is not { } wanted)
        {
            return merged.Refusal!;
        }

        All[now.Position] = now with { Alt = wanted.Alt, Caption = wanted.Caption };
        return Outcome.Done(All[now.Position]);
    });

    public Task<Outcome<ProductPicture>> MoveAsync(int pictureId, int position, ShopActor actor, CancellationToken ct = default) => Act(() =>
    {
        var picture = Find(pictureId);
        All.Remove(picture);
        All.Insert(position, picture);
        Number();
        return Outcome.Done(Find(pictureId));
    });

    public Task<Outcome<ProductPicture>> RemoveAsync(int pictureId, ShopActor actor, CancellationToken ct = default) => Act(() =>
    {
        var picture = Find(pictureId);
        All.Remove(picture);
        removed.Add(picture);
        Number();
        return Outcome.Done(picture);
    });

    public Task<Outcome<ProductPicture>> PutBackAsync(int pictureId, int position, ShopActor actor, CancellationToken ct = default) => Act(() =>
    {
        All.Insert(position, removed.Single(picture => picture.Id == pictureId));
        Number();
        return Outcome.Done(Find(pictureId));
    });

    private static NotSupportedException Unused() => new("No component asks for this.");

    private ProductPicture Find(int id) => All.Single(picture => picture.Id == id);

    private void Number()
    {
        for (var i = 0; i < All.Count; i++)
        {
            All[i] = All[i] with { Position = i };
        }
    }

    private Task<Outcome<ProductPicture>> Act(Func<Outcome<ProductPicture>> act) => Failure is { } failure
        ? Task.FromException<Outcome<ProductPicture>>(failure)
        : Task.FromResult(Refusal is { } refusal ? refusal : act());
}
