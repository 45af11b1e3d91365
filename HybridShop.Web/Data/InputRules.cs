using System.ComponentModel.DataAnnotations;

namespace HybridShop.Web.Data;

internal static class InputRules
{
    /// <summary>
    /// The attributes of an input class, checked in the service so that every door has them; null when all hold.
    /// </summary>
    public static Refusal? Check(object input)
    {
        var results = new List<ValidationResult>();
        return Validator.TryValidateObject(input, new(input), results, validateAllProperties: true)
            ? null
            : Outcome.Invalid([.. results.SelectMany(r => r.MemberNames.DefaultIfEmpty(""), (r, field) => new OutcomeError(field, r.ErrorMessage ?? ""))]);
    }

    /// <summary>For lists that only staff's pages ask for: anybody else here is a defect of the caller, not a refusal to show.</summary>
    public static void DemandStaff(this ShopActor actor)
    {
        if (!actor.IsStaff)
        {
            throw new UnauthorizedAccessException($"{actor.Name} is not staff.");
        }
    }
}
