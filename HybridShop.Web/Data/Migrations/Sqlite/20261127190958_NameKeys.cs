using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HybridShop.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class NameKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "LeadHtml",
                table: "Products",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NameKey",
                table: "Categories",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Categories_ParentId_NameKey",
                table: "Categories",
                columns: new[] { "ParentId", "NameKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Categories_RootNameKey",
                table: "Categories",
                column: "NameKey",
                unique: true,
                filter: "\"ParentId\" IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Categories_NameKey_Length",
                table: "Categories",
                sql: "length(\"NameKey\") <= 300");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Categories_ParentId_NameKey",
                table: "Categories");

            migrationBuilder.DropIndex(
                name: "IX_Categories_RootNameKey",
                table: "Categories");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Categories_NameKey_Length",
                table: "Categories");

            migrationBuilder.DropColumn(
                name: "LeadHtml",
                table: "Products");

            migrationBuilder.DropColumn(
                name: "NameKey",
                table: "Categories");
        }
    }
}
